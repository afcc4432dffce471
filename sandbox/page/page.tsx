import { render } from 'preact';
import { App } from './app';
import { goLive } from './store/live';
import { followRuns } from './store/run';
import './styles/page.css';

void goLive();
followRuns();
render(<App />, document.body);
