/** The wrapper around every JSON answer: {success, code, data, message, internal_code}. */

export interface Wrapped<Data> {
  success: true;
  code: 200;
  data: Data;
  message: string;
  internal_code: 0;
}

export function wrap<Data>(data: Data): Wrapped<Data> {
  return { success: true, code: 200, data, message: 'Success', internal_code: 0 };
}
