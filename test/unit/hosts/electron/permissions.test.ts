import { beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('electron', () => import('./electron-double.ts'))

import { guardPermissions } from '#studio/hosts/electron/permissions.ts'
import { SessionDouble, systemPreferences } from './electron-double.ts'

const own = { isMainFrame: true, requestingUrl: 'app://studio/#/record', securityOrigin: 'app://studio/' }

let session: SessionDouble

beforeEach(() => {
  session = new SessionDouble()
  guardPermissions(session as never)
})

function ask(permission: string, details: object): Promise<boolean> {
  const handler = session.handlers.get('request') as (...args: unknown[]) => void
  return new Promise((resolve) => handler({}, permission, resolve, details))
}

function check(permission: string, origin: string, details: object): boolean {
  const handler = session.handlers.get('check') as (...args: unknown[]) => boolean
  return handler(null, permission, origin, details)
}

test('our own page may listen to a microphone', async () => {
  expect(await ask('media', { ...own, mediaTypes: ['audio'] })).toBe(true)
  expect(check('media', 'app://studio', { isMainFrame: true, mediaType: 'audio' })).toBe(true)
})

describe('refused, asked for and checked for', () => {
  test.each<[string, object, string, string]>([
    ['the camera', { mediaTypes: ['video'] }, 'video', 'app://studio'],
    ['the camera along with the microphone', { mediaTypes: ['audio', 'video'] }, 'unknown', 'app://studio'],
    ['nothing in particular', { mediaTypes: [] }, 'unknown', 'app://studio'],
    ['what is not said', {}, 'unknown', 'app://studio'],
    ['the microphone for a frame in our page', { mediaTypes: ['audio'], isMainFrame: false }, 'audio', 'app://studio'],
    [
      'the microphone for another site',
      { mediaTypes: ['audio'], securityOrigin: 'https://evil.example', requestingUrl: 'https://evil.example/' },
      'audio',
      'https://evil.example',
    ],
    [
      'the microphone for another host of our scheme',
      { mediaTypes: ['audio'], securityOrigin: 'app://other' },
      'audio',
      'app://other',
    ],
    ['the microphone for a file', { mediaTypes: ['audio'], securityOrigin: 'file:///' }, 'audio', 'file:///'],
    ['the microphone for nobody', { mediaTypes: ['audio'], securityOrigin: undefined }, 'audio', ''],
  ])('%s', async (_what, change, mediaType, origin) => {
    expect(await ask('media', { ...own, ...change })).toBe(false)
    const isMainFrame = (change as { isMainFrame?: boolean }).isMainFrame ?? true
    expect(check('media', origin, { isMainFrame, mediaType })).toBe(false)
  })

  test.each([
    'display-capture',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'fileSystem',
    'usb',
    'serial',
    'speaker-selection',
    'unknown',
  ])('%s, even for our own page', async (permission) => {
    expect(await ask(permission, { ...own, mediaTypes: ['audio'] })).toBe(false)
    expect(check(permission, 'app://studio', { isMainFrame: true, mediaType: 'audio' })).toBe(false)
  })

  test('every device', () => {
    expect((session.handlers.get('device') as () => boolean)()).toBe(false)
  })
})

describe('on macOS, where the system asks the person', () => {
  beforeEach(() => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin')
    return () => vi.restoreAllMocks()
  })

  test('the person’s word counts', async () => {
    systemPreferences.askForMediaAccess.mockResolvedValueOnce(false)
    expect(await ask('media', { ...own, mediaTypes: ['audio'] })).toBe(false)
    expect(await ask('media', { ...own, mediaTypes: ['audio'] })).toBe(true)
    expect(systemPreferences.askForMediaAccess).toHaveBeenLastCalledWith('microphone')
  })

  test('where it can’t be asked, the answer is no', async () => {
    systemPreferences.askForMediaAccess.mockRejectedValueOnce(new Error('no usage description'))
    expect(await ask('media', { ...own, mediaTypes: ['audio'] })).toBe(false)
  })
})
