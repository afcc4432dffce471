import { join } from 'node:path';
import { bundleTasks } from './bundle';

bundleTasks(join(__dirname, '..', 'dist', 'tasks'));
