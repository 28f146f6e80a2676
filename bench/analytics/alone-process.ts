/** `node bench/analytics/alone-process.ts <clip folder> <rounds>`; prints JSON. A process of its own, so that nothing else is in its time. */
import { analyticsAlone } from './alone.ts';

const [folder = '', rounds = '10'] = process.argv.slice(2);
console.log(JSON.stringify(await analyticsAlone(folder, Number(rounds))));
