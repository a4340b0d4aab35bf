import { type MediaAccessPermissionRequest, type Session, systemPreferences } from 'electron'
import { isOwnAddress } from './own-address.ts'

/** Allows our own page to listen to microphones, and nobody anything else. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const { mediaTypes, securityOrigin } = details as MediaAccessPermissionRequest
    const audioOnly = permission === 'media' && mediaTypes?.length === 1 && mediaTypes[0] === 'audio'
    const own = details.isMainFrame && isOwnAddress(securityOrigin) && isOwnAddress(details.requestingUrl)
    const decide = async () => callback(audioOnly && own && (await askTheSystem()))
    void decide()
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    return (
      permission === 'media' && details.mediaType === 'audio' && isOwnAddress(requestingOrigin) && details.isMainFrame
    )
  })
  session.setDevicePermissionHandler(() => false)
}

/** macOS asks the person itself, once for each application; elsewhere the system leaves it to us. */
async function askTheSystem(): Promise<boolean> {
  if (process.platform !== 'darwin') return true
  try {
    return await systemPreferences.askForMediaAccess('microphone')
  } catch {
    // It could not even ask: the page then says that there is no permission, which is so.
    return false
  }
}
