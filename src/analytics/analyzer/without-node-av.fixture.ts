/** An analyzer as on a machine for which node-av has no binary. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.startsWith('node-av')) throw new Error('Could not load the node-av native binding');
    return next(specifier, context);
  },
});
await import('./analyzer-process.ts');
