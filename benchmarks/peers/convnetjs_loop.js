// The same network in ConvNetJS under Node: its layers come as JSON, orders from standard input.
'use strict';

const readline = require('readline');
const { performance } = require('perf_hooks');
const convnetjs = require('convnetjs');

const { layers, batch_size: batchSize, learning_rate: rate, momentum } = JSON.parse(process.argv[2]);
const { out_sx: width, out_sy: height, out_depth: depth } = layers[0];
const classes = layers[layers.length - 1].num_classes;

const net = new convnetjs.Net();
net.makeLayers(layers);
const trainer = new convnetjs.SGDTrainer(net, {
  method: 'sgd', learning_rate: rate, momentum, batch_size: batchSize,
});
// Noise takes as long as pictures do.
const image = new convnetjs.Vol(width, height, depth);

readline.createInterface({ input: process.stdin }).on('line', (order) => {
  const started = performance.now();
  for (let index = 0; index < Number(order); index += 1) {
    trainer.train(image, index % classes);
  }
  console.log((performance.now() - started) / 1000);
});
