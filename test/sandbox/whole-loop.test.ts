import { useSandbox } from '../support/shared-sandbox';
import './conversation.suite';
import './input.suite';
import './page.suite';
import './privacy.suite';
import './readme.suite';
import './surface.suite';

useSandbox();
