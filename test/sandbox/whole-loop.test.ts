import { useSandbox } from '../support/shared-sandbox';
import './conversation.suite';
import './page.suite';
import './readme.suite';

useSandbox();
