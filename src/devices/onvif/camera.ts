/** One camera that speaks ONVIF, for the length of one operation. */
import type {
  DeviceInformation,
  DeviceUser,
  DynamicRangeOrder,
  EncoderOrder,
  ImageLevel,
  ImageSettings,
  MoveOrder,
  OnOff,
  OnOffAuto,
  OnvifCamera,
  OnvifStream,
  ProtocolName,
  ProtocolPort,
  PtzState,
  WhiteBalanceOrder,
} from '#domain/onvif.ts';
import { DeviceService } from './device-service.ts';
import { ImagingService } from './imaging.ts';
import { PtzService } from './ptz.ts';
import { RelayService } from './relay.ts';
import type { OnvifSession } from './session.ts';
import { Streams } from './streams.ts';

export class SessionCamera implements OnvifCamera {
  readonly #device: DeviceService;
  readonly #streams: Streams;
  readonly #imaging: ImagingService;
  readonly #ptz: PtzService;
  readonly #relay: RelayService;

  constructor(session: OnvifSession) {
    this.#device = new DeviceService(session);
    this.#streams = new Streams(session);
    this.#imaging = new ImagingService(session, () => this.#streams.source());
    this.#ptz = new PtzService(session, () => this.#streams.profiles());
    this.#relay = new RelayService(session);
  }

  information(): Promise<DeviceInformation> {
    return this.#device.information();
  }
  protocols(): Promise<Partial<Record<ProtocolName, ProtocolPort>>> {
    return this.#device.protocols();
  }
  setPorts(ports: Partial<Record<ProtocolName, number>>): Promise<void> {
    return this.#device.setPorts(ports);
  }
  users(): Promise<readonly DeviceUser[]> {
    return this.#device.users();
  }
  setPassword(username: string, password: string): Promise<void> {
    return this.#device.setPassword(username, password);
  }

  streams(): Promise<readonly OnvifStream[]> {
    return this.#streams.list();
  }
  setEncoder(order: EncoderOrder): Promise<void> {
    return this.#streams.setEncoder(order);
  }

  image(): Promise<ImageSettings> {
    return this.#imaging.settings();
  }
  setLevel(name: ImageLevel, value: number): Promise<void> {
    return this.#imaging.setLevel(name, value);
  }
  setBacklight(mode: OnOff): Promise<void> {
    return this.#imaging.setBacklight(mode);
  }
  setIrCutFilter(mode: OnOffAuto): Promise<void> {
    return this.#imaging.setIrCutFilter(mode);
  }
  setExposure(microseconds: number): Promise<void> {
    return this.#imaging.setExposure(microseconds);
  }
  setDynamicRange(order: DynamicRangeOrder): Promise<void> {
    return this.#imaging.setDynamicRange(order);
  }
  setWhiteBalance(order: WhiteBalanceOrder): Promise<void> {
    return this.#imaging.setWhiteBalance(order);
  }

  ptz(): Promise<PtzState> {
    return this.#ptz.state();
  }
  move(order: MoveOrder): Promise<void> {
    return this.#ptz.move(order);
  }
  saveHome(): Promise<void> {
    return this.#ptz.saveHome();
  }
  goHome(): Promise<void> {
    return this.#ptz.goHome();
  }
  async presets(): Promise<readonly string[]> {
    return (await this.#ptz.presets()).map(({ name }) => name);
  }
  createPreset(name: string): Promise<void> {
    return this.#ptz.createPreset(name);
  }
  deletePreset(name: string): Promise<void> {
    return this.#ptz.deletePreset(name);
  }
  goToPreset(name: string): Promise<void> {
    return this.#ptz.goToPreset(name);
  }

  setRelay(output: string, active: boolean): Promise<void> {
    return this.#relay.set(output, active);
  }
}
