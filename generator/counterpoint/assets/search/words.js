// The words of a query, and which of those that were found are the same but for an ending.

const FILLERS = new Set(
  `a about all am an and any anybody anyone are as at be been but by can could did do does every for
  from get had has have how i if in into is it its many me most much my no nobody not of on only or our
  ours people person said say saying says should so some somebody someone than that the their them then there these
  they thing things this those to told too us want wants was we were what when where which who whom whose
  why will with would you your`.split(/\s+/)
);
const SHORTEST_LIKENESS = 3;
const ENDING = 3;

export function split(text) {
  return text.toLocaleLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

// Without a word in the index, Pagefind goes by the longest beginning that is in it, be it one letter.
export function isLike(word, found) {
  let same = 0;
  while (same < word.length && word[same] === found[same]) same++;
  return same === word.length || same >= Math.max(SHORTEST_LIKENESS, word.length - ENDING);
}

export function isPhrase(query) {
  return /^".+"$/.test(query);
}

export function telling(query) {
  const words = [...new Set(split(query))];
  const left = words.filter((word) => !FILLERS.has(word));
  return left.length ? left : words;
}
