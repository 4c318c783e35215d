#!/usr/bin/env node
// kingtask: warm
// Adds integers; one process serves many tasks.
const { serve, tell } = require('./kingtask_warm.js');

serve((args) => {
  const wrong = args.find((number) => !/^-?[0-9]+$/.test(number));
  if (wrong !== undefined) {
    console.error('no number: ' + wrong);
    return 64;
  }
  tell({ progress: 1 });
  console.log(String(args.reduce((sum, number) => sum + BigInt(number), 0n)));
});
