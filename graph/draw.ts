import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures } from './pictures';

for (const [file, svg] of pictures()) writeFileSync(join(__dirname, '..', file), svg);
