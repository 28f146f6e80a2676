/** Checks of what people type, for sites and cameras alike. */
import { VidetteError } from '#domain/errors.ts';

/** Numbers of rows: PostgreSQL's `integer`. What lies outside exists nowhere. */
export function isNumber(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}

/** Visible text on one line that any store and terminal takes as it is. */
export function checkName(name: string, field: readonly string[] = ['name']): void {
  if (name.trim() === '') throw invalid(field, 'is blank');
  checkLine(name, field);
}

/** The same, or nothing. */
export function checkLine(text: string, field: readonly string[]): void {
  checkText(text, field);
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) throw invalid(field, 'holds control characters');
}

export function checkText(text: string, field: readonly string[]): void {
  if (!text.isWellFormed()) throw invalid(field, 'is not well-formed Unicode');
}

export function invalid(field: readonly (string | number)[], message: string): VidetteError {
  return new VidetteError('invalid', `${field.join('.')} ${message}`, { field, reason: 'settings' });
}
