import { useSandbox } from '../support/shared-sandbox';
import './cli-failures.suite';
import './cli-failures-show.suite';
import './cli-doctor.suite';
import './cli-doctor-facebook.suite';
import './cli-doctor-pipeline.suite';
import './cli-doctor-queues.suite';
import './cli-pause.suite';
import './cli-smoke.suite';
import './cli-smoke-trouble.suite';
import './cli-target.suite';

useSandbox();
