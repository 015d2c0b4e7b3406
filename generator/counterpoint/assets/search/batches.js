// Results a few at a time, in the order asked for.
import { everything, UNDATED } from "./engine.js";

export const AT_ONCE = 20;
const MOST_READ = 60;

function read(results) {
  return Promise.all(results.map((one) => one.data()));
}

async function* asFound(results) {
  for (let at = 0; at < results.length; at += AT_ONCE) yield await read(results.slice(at, at + AT_ONCE));
}

// Pagefind could sort, but would have every reader's first search load the order of everything.
// Instead the days are halved until few enough results are left to be read and put in order.
async function* of(days, answer, filters) {
  const { results } = await answer.within({ ...filters, date: { any: days } });
  if (days.length === 1) {
    yield* asFound(results);
  } else if (results.length > MOST_READ) {
    const half = Math.ceil(days.length / 2);
    yield* of(days.slice(0, half), answer, filters);
    yield* of(days.slice(half), answer, filters);
  } else {
    const place = new Map(days.map((day, at) => [day, at]));
    const at = ({ filters: { date } }) => place.get(date[0]);
    yield (await read(results)).sort((one, other) => at(one) - at(other));
  }
}

async function* inOrder(answer, filters, order) {
  const days = Object.keys((await everything()).date).filter((day) => day !== UNDATED).sort();
  if (order === "desc") days.reverse();
  yield* of([...days, UNDATED], answer, filters);
}

// A function that reads so many further results; `order` is "asc" or "desc" by date, or "".
export function reader(answer, filters, order) {
  const batches = order && answer.term !== "" && !answer.isPartial ? inOrder(answer, filters, order) : asFound(answer.results);
  const waiting = [];
  return async (number = AT_ONCE) => {
    while (waiting.length < number) {
      const { value, done } = await batches.next();
      if (done) break;
      waiting.push(...value);
    }
    return waiting.splice(0, number);
  };
}
