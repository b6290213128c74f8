// Reads a list of Adaptive Cards and writes, for each, what the official library has against it as a card of version 1.5: what it would not show, what
// is missing or has a value it does not know, and every property that it would leave out because it knows none of that name.
const { AdaptiveCard, SerializationContext, ValidationEvent, Versions } = require('./node_modules/adaptivecards/dist/adaptivecards.js');

const leftOut = (given, kept, path) => {
  if (Array.isArray(given)) return given.flatMap((item, i) => leftOut(item, kept?.[i], `${path}[${i}]`));
  if (given === null || typeof given !== 'object') return [];
  return Object.keys(given).flatMap((name) => {
    const at = `${path}.${name}`;
    // What a button carries is ours; and what says the default, or nothing, is left out by right.
    if (name === 'data' || name === '$schema' || (Array.isArray(given[name]) && given[name].length === 0)) return [];
    if (kept?.[name] === undefined) return isDefault(name, given[name]) ? [] : [`${at} is not known`];
    return leftOut(given[name], kept[name], at);
  });
};

const isDefault = (name, value) =>
  (name === 'isRequired' && value === false) || (name === 'valueOn' && value === 'true') || (name === 'valueOff' && value === 'false')
  || (name === 'style' && (value === 'compact' || value === 'Text'));

const check = (json) => {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const faults = [];
  for (let i = 0; i < context.eventCount; i++) faults.push(`${ValidationEvent[context.getEventAt(i).event]}: ${context.getEventAt(i).message}`);
  faults.push(...card.validateProperties().validationEvents.map((e) => `${ValidationEvent[e.event]}: ${e.message}`));
  faults.push(...leftOut(json, card.toJSON(new SerializationContext(Versions.v1_5)), 'card'));
  return faults;
};

let text = '';
process.stdin.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => process.stdout.write(JSON.stringify(JSON.parse(text).map(check))));
