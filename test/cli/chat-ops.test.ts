import { useSandbox } from '../support/shared-sandbox';
import './failures.suite';
import './failures-show.suite';
import './doctor.suite';
import './doctor-facebook.suite';
import './doctor-pipeline.suite';
import './doctor-queues.suite';
import './pause.suite';
import './smoke.suite';
import './smoke-trouble.suite';
import './target.suite';
import './readme.suite';

useSandbox();
