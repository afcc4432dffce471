/** Where the console of a partition is. */
const CONSOLES: Record<string, string> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The URL of a page of the AWS console. */
export function consolePage(
  { partition, region }: { partition: string; region: string },
  service: string,
  page: string,
): string {
  const host = `${region}.${CONSOLES[partition] ?? 'console.aws.amazon.com'}`;
  return `https://${host}/${service}/home?region=${region}#${page}`;
}
