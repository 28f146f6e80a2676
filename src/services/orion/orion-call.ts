/** A question to an Orion service and its answer. */
export interface OrionCall {
  readonly wsdlUrl: string;
  readonly login: string | null;
  readonly password: string | null;
}

export interface OrionInfo {
  readonly serviceVersion: string;
  readonly softwareVersion: string;
  readonly softwareName: string;
  readonly databaseVersion: string;
}

/** Throws `unavailable` when the service does not answer as it should, `conflict` when its address is not allowed. */
export type ReadOrionInfo = (call: OrionCall) => Promise<OrionInfo>;
