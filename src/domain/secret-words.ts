/** What names are called that hold a secret, as a part of a regular expression without regard to letter case. */
export const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|authorization|cookie|credentials?|signature|api_?key|private_?key|ha1|password_?hash)';

/** Stands where a secret was. */
export const hidden = '[hidden]';
