/** One SMS on its way: from the number that the customer wrote to. */
export interface OutgoingSms {
  from: string;
  to: string;
  text: string;
}
