import './notifications.suite';
import './session-trouble.suite';
import { useSandbox } from '../support/shared-sandbox';
import './promises.suite';

useSandbox();
