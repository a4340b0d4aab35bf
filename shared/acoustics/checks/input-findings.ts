import type { InputSettings } from '../../entities/recorded-sound.ts'
import type { SoundCheck } from './sound-check.ts'
import type { ComparedSetting, Finding } from './findings.ts'

const compared: readonly ComparedSetting[] = [
  'sampleRateHz',
  'channelCount',
  'echoCancellation',
  'noiseSuppression',
  'autoGainControl',
]
/** Processing that eats soft sounds, and can't be taken out again. */
const processing = new Set<ComparedSetting>(['echoCancellation', 'noiseSuppression', 'autoGainControl'])

/** Whether the microphone is still the one, and set as it was, at the sound check. */
export function inputFindings(input: InputSettings | undefined, soundCheck: SoundCheck | null | undefined): Finding[] {
  if (soundCheck === null) return [{ code: 'UNCHECKED', severity: 'note', soundCheck }]
  if (!input || !soundCheck) return []
  const checked = soundCheck.input
  if (!isSameDevice(input, checked)) {
    const { deviceLabel } = input
    return [{ code: 'DEVICE_CHANGED', severity: 'bad', deviceLabel, checkedDeviceLabel: checked.deviceLabel }]
  }
  // A browser that doesn't say (null) hasn't changed anything.
  const settings = compared.filter((key) => input[key] !== checked[key] && input[key] !== null && checked[key] !== null)
  if (settings.length === 0) return []
  const switchedOn = settings.some((key) => processing.has(key) && input[key] === true)
  return [{ code: 'SETTINGS_CHANGED', severity: switchedOn ? 'bad' : 'look', settings }]
}

/** Ids are the surest; some browsers hide them. */
function isSameDevice(input: InputSettings, checked: InputSettings): boolean {
  if (input.deviceId && checked.deviceId) return input.deviceId === checked.deviceId
  return input.deviceLabel === checked.deviceLabel
}
