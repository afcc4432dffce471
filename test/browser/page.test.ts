import { usePage } from '../support/page';
import { resetBeforeEach, useSandbox } from '../support/shared-sandbox';
import './accessibility.suite';
import './conversations.suite';
import './desk.suite';
import './drafts.suite';
import './first-run.suite';
import './focus.suite';
import './mishaps.suite';
import './reconnection.suite';
import './refusals.suite';
import './replay.suite';
import './troubles.suite';
import './volume.suite';

useSandbox();
resetBeforeEach();
usePage();
