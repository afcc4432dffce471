import { usePage } from '../support/page';
import { resetBeforeEach, useSandbox } from '../support/shared-sandbox';
import './accessibility.suite';
import './machine.suite';
import './mishaps.suite';
import './reconnection.suite';
import './replay.suite';
import './troubles.suite';
import './volume.suite';

useSandbox();
resetBeforeEach();
usePage();
