import { useSandbox } from '../support/shared-sandbox';
import './reference-defects.suite';
import './sessions.suite';

useSandbox();
