/** The certificate that the HTTPS listener shows. */
import type { Handler } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import { firstCertificate, toCertInfo } from '../map.ts';
import type { IpcameraPorts } from '../ports.ts';

export function certificateRoutes({ certificate, clock }: IpcameraPorts) {
  const getCertificateInfo: Handler<operations['getCertificateInfo']> = () =>
    toCertInfo(certificate, clock.utcMs());
  const getCertificate: Handler<operations['getCertificate']> = (call) => {
    call.reply.header('content-disposition', 'attachment; filename="ipcamera.pem"');
    return firstCertificate(certificate);
  };
  return { getCertificateInfo, getCertificate };
}
