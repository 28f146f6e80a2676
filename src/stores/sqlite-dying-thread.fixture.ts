/** Opens as sqlite-thread-main.ts does and ends at the first statement. */
import { parentPort } from 'node:worker_threads';

parentPort!.on('message', () => process.exit(1));
parentPort!.postMessage({ failure: null });
