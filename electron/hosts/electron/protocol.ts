import { protocol, type Session } from 'electron'
import type { Studio } from '#studio/studio.ts'
import { createPage } from '../common/page.ts'
import { secured } from '../common/security-headers.ts'
import { isOwnAddress, scheme } from './own-address.ts'

/** Must be called before the application is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Answers `app://studio/`: the page, and the audio under `/media/`. The page connects to nothing else. */
export function serveScheme(session: Session, media: Studio['media'], rendererFolder: string): void {
  const connect: readonly string[] = []
  const page = createPage({ folder: rendererFolder, connect: () => connect })
  session.protocol.handle(scheme, async (request) => {
    if (!isOwnAddress(request.url)) return new Response(null, { status: 403 })
    const { pathname } = new URL(request.url)
    const answer = pathname.startsWith('/media/') ? await media(request) : await page(request)
    return secured(answer, { connect })
  })
}
