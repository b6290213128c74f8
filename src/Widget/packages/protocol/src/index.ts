export * from './clock.ts';
export * from './entries.ts';
export * from './hub.ts';
export * from './problem.ts';
