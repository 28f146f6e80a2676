/** TypeScript types of one contract, as text. */
import openapiTypescript, { astToString } from 'openapi-typescript';
import { type ContractName, loadContract } from '#dialects/shared/openapi.ts';

export async function contractTypes(name: ContractName): Promise<string> {
  const nodes = await openapiTypescript(JSON.stringify(loadContract(name)), {
    // A default makes a value optional to send, whatever it is when read.
    defaultNonNullable: false,
    alphabetize: false,
    silent: true,
  });
  return `/** Generated from contracts/${name}.openapi.json by \`npm run generate\`. Not edited by hand. */\n${astToString(nodes)}`;
}
