import '../sandbox/notifications.suite';
import '../sandbox/session-trouble.suite';
import { useSandbox } from '../support/shared-sandbox';
import './promises.suite';

useSandbox();
