/** E-mails with the picture of the event. One connection per mail: they are few, and nothing has to be kept alive. */
import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { MailAction } from '../scenarios/scenario.ts';
import type { Executor, PartlyDone } from './executor.ts';
import type { Occasion } from './occasion.ts';
import { fillIn } from './template.ts';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls`: never without it. `tls`: from the first byte. */
  readonly tls: 'starttls' | 'tls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
  /** PEM certificates that are trusted besides the well-known ones. */
  readonly ca: string | null;
}

/** The JPEG of an event; null when there is none. */
export type EventPicture = (event: EventReport) => Promise<Buffer | null>;

const defaultSubject = '{scenario}: {event} {name} {camera}';
/** What is empty is left out. */
function defaultText(occasion: Occasion): string {
  const lines = [
    ['{event}', '{name}']
      .map((field) => fillIn(field, occasion))
      .filter(isFilled)
      .join(' '),
    ['{camera}', '{place}']
      .map((field) => fillIn(field, occasion))
      .filter(isFilled)
      .join(', '),
    fillIn('{time}', occasion),
    fillIn('{text}', occasion),
  ];
  return `${lines.filter(isFilled).join('\n')}\n`;
}

function isFilled(text: string): boolean {
  return text !== '';
}

const connectMs = 10_000;
/** RFC 5321, 4.5.3.2: five minutes for a command, ten for what follows the end of the mail. */
const silenceMs = 10 * 60_000;
const longestSubject = 250;

export function mail(settings: MailSettings, picture: EventPicture): Executor<MailAction> {
  return async ({ id, settings: action, occasion }) => {
    const text = action.text === undefined ? defaultText(occasion) : fillIn(action.text, occasion);
    const { jpeg, remark } =
      action.snapshot === false ? nothing : await fetchPicture(picture, occasion.event);
    const refusals = await send(settings, {
      from: settings.from,
      to: [...action.to],
      subject: oneLine(fillIn(action.subject ?? defaultSubject, occasion)),
      text: remark === null ? text : `${text}\n(${remark})\n`,
      messageId: `<${id}@${domainOf(settings.from)}>`,
      date: new Date(occasion.atMs),
      headers: { 'auto-submitted': 'auto-generated', 'x-vidette-action': id },
      attachments:
        jpeg === null
          ? []
          : [{ filename: `${occasion.event.id}.jpg`, content: jpeg, contentType: 'image/jpeg' }],
    });
    return refusals.length === 0 ? undefined : withoutRefused(action, refusals);
  };
}

interface Fetched {
  readonly jpeg: Buffer | null;
  /** Why there is none, where one was expected. */
  readonly remark: string | null;
}

const nothing: Fetched = { jpeg: null, remark: null };

/** A mail without its picture is better than none. */
async function fetchPicture(picture: EventPicture, event: EventReport): Promise<Fetched> {
  if (!event.snapshot) return nothing;
  try {
    return { jpeg: await picture(event), remark: null };
  } catch (cause) {
    return { jpeg: null, remark: `The picture cannot be fetched: ${toVidetteError(cause).message}` };
  }
}

/** Of one recipient, of a mail that others have. */
interface Refusal {
  readonly recipient: string;
  readonly responseCode: number;
  readonly response: string;
}

/** The refusals. Throws when nobody has it. */
async function send(settings: MailSettings, message: SMTPTransport.MailOptions): Promise<readonly Refusal[]> {
  const { host, port, tls, user, password, ca } = settings;
  const transport = createTransport({
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
    ...(ca !== null && { tls: { ca } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejectedErrors = [] } = await transport.sendMail(message);
    // Those of recipients have all of it.
    return rejectedErrors as unknown as readonly Refusal[];
  } catch (cause) {
    throw fromSmtp(cause);
  } finally {
    transport.close();
  }
}

/** RFC 5321, 4.2.1: a reply of 5xx to the mail itself is final. Trouble with encryption or login may be being put right. */
function fromSmtp(cause: unknown): VidetteError {
  const { code, responseCode, message } = cause as { code?: string; responseCode?: number; message: string };
  const isFinal = isForGood({ responseCode }) && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new VidetteError(isFinal ? 'conflict' : 'unavailable', `the mail server: ${message}`, {
    cause,
    reason: 'mail',
  });
}

function isForGood({ responseCode = 0 }: { readonly responseCode?: number | undefined }): boolean {
  return responseCode >= 500;
}

/** Those who are put off (greylisting, a full mailbox) get it later; those who are refused for good keep nobody waiting. */
function withoutRefused(action: MailAction, refusals: readonly Refusal[]): PartlyDone {
  const recipients = refusals.map(({ recipient }) => recipient).join(', ');
  const [final, passing] = [refusals.filter(isForGood), refusals.filter((one) => !isForGood(one))];
  return {
    remark: `refused by the server: ${recipients}`,
    left: [passing, final].filter(isNotEmpty).map((group) => ({
      settings: { ...action, to: group.map(({ recipient }) => recipient) },
      error: new VidetteError(
        group === final ? 'conflict' : 'unavailable',
        `the mail server: ${group.map(({ recipient, response }) => `${recipient}: ${response}`).join('; ')}`,
        { reason: 'mail' },
      ),
    })),
  };
}

function isNotEmpty(list: readonly unknown[]): boolean {
  return list.length > 0;
}

function domainOf(address: string): string {
  return /@([^\s@>]+)>?$/.exec(address)?.[1] ?? 'vidette.invalid';
}

/** What comes of names must not end the header (RFC 5322, 2.2). */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, longestSubject);
}
