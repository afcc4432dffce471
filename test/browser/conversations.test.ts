import { usePage } from '../support/page';
import { resetBeforeEach, useSandbox } from '../support/shared-sandbox';
import './conversations.suite';
import './desk.suite';
import './drafts.suite';
import './first-run.suite';
import './focus.suite';
import './keyboard.suite';
import './refusals.suite';

useSandbox();
resetBeforeEach();
usePage();
