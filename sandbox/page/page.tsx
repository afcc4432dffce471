import { render } from 'preact';
import { App } from './app';
import { holdCustomer } from './store/customers';
import { noteSeen } from './store/desk';
import { goLive } from './store/live';
import { followRuns } from './store/run';
import './styles/page.css';

void goLive();
followRuns();
holdCustomer();
noteSeen();
render(<App />, document.body);
