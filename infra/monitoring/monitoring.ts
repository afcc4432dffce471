import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmTopic, type TopicProps } from '../constructs/topics';
import { Alarms, type AlarmsProps } from './alarms';
import { addDashboard } from './dashboard';
import { addQueries } from './queries';

export type MonitoringProps = TopicProps & Pick<AlarmsProps, 'directions'>;

/** Watches what the stack holds when it is made: alarms, one dashboard, saved queries. */
export class Monitoring extends Construct {
  readonly topic: sns.Topic;
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.topic = alarmTopic(this, props);
    const { all } = new Alarms(this, 'Alarms', { ...props, topic: this.topic });
    this.dashboard = addDashboard(this, all);
    addQueries(this);
  }
}
