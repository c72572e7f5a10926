import type { Config } from '../config.ts'
import type { OperatorCertificate } from './operator-certificate.ts'

/**
 * The certificate with which pictures are signed; null where the operator names none. What reads certificates is loaded
 * only where there is one.
 *
 * @throws Error with a sentence for the operator
 */
export async function openOperatorCertificate({
  credentialsCertificate: certificate,
  credentialsKey: key,
}: Pick<Config, 'credentialsCertificate' | 'credentialsKey'>): Promise<OperatorCertificate | null> {
  if (certificate === null && key === null) return null
  if (certificate === null || key === null)
    throw new Error(
      'Content credentials need both CONTENT_CREDENTIALS_CERTIFICATE and CONTENT_CREDENTIALS_KEY.',
    )
  const { readOperatorCertificate } = await import('./operator-certificate.ts')
  return readOperatorCertificate(certificate, key)
}
