/** The other deployment of dispatch. To be imported before it. */
Object.assign(process.env, {
  DIRECTION: 'outbound',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/outbound.fifo',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:agent-event-router',
});
