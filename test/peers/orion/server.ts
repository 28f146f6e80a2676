/**
 * A small Orion service: a WSDL in RPC style with SOAP encoding, as such services have it, and the operation GetServiceInfo behind
 * basic credentials. Written by hand, so that no library is tested against itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OrionPeer extends AsyncDisposable {
  readonly wsdlUrl: string;
  readonly port: number;
  /** Of the requests so far: method, path and credentials. */
  readonly requests: { readonly method: string; readonly path: string; readonly authorization: string }[];
  /** Takes the place of the usual answers; false leaves a request to them. */
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => boolean;
}

export const credentials = { login: 'vms', password: 'a secret' };

export async function startOrion(): Promise<OrionPeer> {
  const requests: OrionPeer['requests'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, authorization: headers.authorization ?? '' });
    if (peer.answer(request, response, body)) return;
    const expected = Buffer.from(`${credentials.login}:${credentials.password}`).toString('base64');
    if (headers.authorization !== `Basic ${expected}`) return void response.writeHead(401).end();
    response.setHeader('content-type', 'text/xml; charset=utf-8');
    if (method === 'GET') return void response.end(wsdl(`http://127.0.0.1:${peer.port}/soap/IOrionPro`));
    if (!body.includes('GetServiceInfo')) return void response.writeHead(500).end(fault('unknown operation'));
    response.end(serviceInfo);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const peer: OrionPeer = {
    port,
    wsdlUrl: `http://127.0.0.1:${port}/wsdl/IOrionPro`,
    requests,
    answer: () => false,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

export function wsdl(address: string): string {
  const body =
    '<soap:body use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" namespace="urn:OrionProIntf-IOrionPro"/>';
  return `<?xml version="1.0" encoding="utf-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tns="http://tempuri.org/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:ns1="urn:OrionProIntf"
  name="IOrionProservice" targetNamespace="http://tempuri.org/">
  <types>
    <xs:schema targetNamespace="urn:OrionProIntf" xmlns="urn:OrionProIntf">
      <xs:complexType name="TServiceInfo">
        <xs:sequence>
          <xs:element name="ServiceVersion" type="xs:string"/>
          <xs:element name="SoftwareName" type="xs:string"/>
          <xs:element name="SoftwareVersion" type="xs:string"/>
          <xs:element name="DatabaseVersion" type="xs:string"/>
        </xs:sequence>
      </xs:complexType>
    </xs:schema>
  </types>
  <message name="GetServiceInfoRequest"/>
  <message name="GetServiceInfoResponse"><part name="return" type="ns1:TServiceInfo"/></message>
  <portType name="IOrionPro">
    <operation name="GetServiceInfo">
      <input message="tns:GetServiceInfoRequest"/>
      <output message="tns:GetServiceInfoResponse"/>
    </operation>
  </portType>
  <binding name="IOrionProbinding" type="tns:IOrionPro">
    <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="GetServiceInfo">
      <soap:operation soapAction="urn:OrionProIntf-IOrionPro#GetServiceInfo" style="rpc"/>
      <input>${body}</input>
      <output>${body}</output>
    </operation>
  </binding>
  <service name="IOrionProservice">
    <port name="IOrionProPort" binding="tns:IOrionProbinding"><soap:address location="${address}"/></port>
  </service>
</definitions>`;
}

function envelope(body: string): string {
  return `<?xml version="1.0"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function fault(text: string): string {
  return envelope(
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>${text}</faultstring></SOAP-ENV:Fault>`,
  );
}

const serviceInfo = envelope(`<NS1:GetServiceInfoResponse xmlns:NS1="urn:OrionProIntf-IOrionPro"
    xmlns:NS2="urn:OrionProIntf" SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
  <return xsi:type="NS2:TServiceInfo">
    <ServiceVersion xsi:type="xsd:string">1.3.2</ServiceVersion>
    <SoftwareName xsi:type="xsd:string">Orion Pro</SoftwareName>
    <SoftwareVersion xsi:type="xsd:string">1.20.3</SoftwareVersion>
    <DatabaseVersion xsi:type="xsd:string">41</DatabaseVersion>
  </return>
</NS1:GetServiceInfoResponse>`);
