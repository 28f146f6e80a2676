/** What the depacketizers have in common: RTP payloads in, access units out. */

export interface UnitSink {
  /**
   * One access unit in the form of `Sample.data`, in memory that is the sample's. `timestamp` is the RTP timestamp (32 bits);
   * `afterLoss` says that something before it is missing.
   */
  unit(data: Buffer, timestamp: number, keyframe: boolean, afterLoss: boolean): void;
  /** The parameter sets from the next unit on, when they are not those of before. Video only. */
  parameterSets(sets: readonly Buffer[]): void;
  /** An access unit was left out. */
  dropped(): void;
  /** A payload made no sense. */
  invalid(): void;
}

export interface Depacketizer {
  /** The payload of the next packet in order, `buffer[start … end)`, which is only read and not kept. */
  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void;
  /** Packets between the last and the next `push` are missing. */
  lost(): void;
}
