import { useSandbox } from '../support/shared-sandbox';
import './secrets.suite';
import './security.suite';
import './input.suite';
import './privacy.suite';
import './reference-defects.suite';
import './sessions.suite';
import './surface.suite';
import './told-to-the-agent.suite';

useSandbox();
