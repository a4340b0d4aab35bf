import type { InputSettings } from '#shared/entities/take.ts'
import type { Scope } from './scope.ts'

export interface MicrophoneChoice {
  deviceId: string
  /** Empty until permission was given. */
  label: string
}

export type MicrophoneFault =
  /** The browser or the person said no. */
  | 'refused'
  /** There is none, or the one asked for is gone. */
  | 'absent'
  /** Another program holds it. */
  | 'busy'
  /** It was unplugged or switched off while open. */
  | 'unplugged'
  /** Its rate or channels changed while open. */
  | 'format-changed'
  /** It is open and nothing comes from it. */
  | 'silent'
  /** This browser can't hand over every sample. */
  | 'unsupported'

export class MicrophoneError extends Error {
  /** `closed`: it was closed, or another was asked for, before this was done; nothing is wrong with it. */
  readonly fault: MicrophoneFault | 'closed'

  constructor(fault: MicrophoneFault | 'closed', cause?: unknown) {
    super(`microphone: ${fault}`, { cause })
    this.name = 'MicrophoneError'
    this.fault = fault
  }
}

export async function listMicrophones(): Promise<MicrophoneChoice[]> {
  // Absent where the page is not a secure context.
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }))
}

export function watchMicrophones(scope: Scope, onChange: () => void): void {
  if (navigator.mediaDevices) scope.listen(navigator.mediaDevices, 'devicechange', onChange)
}

/** Opens the microphone with everything off that would alter speech. The scope stops the track. */
export async function openMicrophone(scope: Scope, deviceId: string | null): Promise<MediaStreamAudioTrack> {
  if (!navigator.mediaDevices || !('MediaStreamTrackProcessor' in globalThis)) throw new MicrophoneError('unsupported')
  const stream = await navigator.mediaDevices
    .getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    })
    .catch((error: unknown) => {
      throw new MicrophoneError(faultOf(error), error)
    })
  scope.add(() => {
    for (const track of stream.getTracks()) track.stop()
  })
  const [track] = stream.getAudioTracks()
  if (!track) throw new MicrophoneError('absent')
  return track
}

function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'absent'
}

/** What the track really does, as the browser tells it; rate and channels from the samples themselves. */
export function inputSettings(
  track: MediaStreamTrack,
  format: { sampleRateHz: number; channelCount: number },
): InputSettings {
  const settings = track.getSettings()
  return {
    deviceLabel: track.label.slice(0, 300),
    deviceId: (settings.deviceId ?? '').slice(0, 300),
    ...format,
    echoCancellation: asFlag(settings.echoCancellation),
    noiseSuppression: asFlag(settings.noiseSuppression),
    autoGainControl: asFlag(settings.autoGainControl),
  }
}

/** Chromium says true, false, or which kind of processing is on. */
function asFlag(value: unknown): boolean | null {
  return value === undefined ? null : value !== false
}
