/** Relay outputs (ONVIF Core 8.6): GetRelayOutputs and SetRelayOutputState of the device service. */
import { refusal } from './faults.ts';
import { ns } from './namespaces.ts';
import type { OnvifSession } from './session.ts';
import { element, findAll, type XmlElement } from './xml/element.ts';

export class RelayService {
  readonly #session: OnvifSession;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  /** A monostable output goes back by itself, after the time that the camera is set to. */
  async set(output: string, active: boolean): Promise<void> {
    const outputs = await this.#outputs();
    if (outputs.length === 0) throw refusal('onvif_unsupported_action', 'the camera has no relay output');
    if (!outputs.includes(output))
      throw refusal('onvif_invalid_argument', 'the camera has no relay output of this name');
    await this.#call('SetRelayOutputState', [
      element(ns.device, 'RelayOutputToken', output),
      element(ns.device, 'LogicalState', active ? 'active' : 'inactive'),
    ]);
  }

  async #outputs(): Promise<string[]> {
    const answer = await this.#call('GetRelayOutputs');
    return findAll(answer, 'RelayOutputs').flatMap(({ attributes }) => attributes.get('token') ?? []);
  }

  async #call(name: string, content: readonly XmlElement[] = []): Promise<XmlElement> {
    return await this.#session.call('device', element(ns.device, name, content));
  }
}
