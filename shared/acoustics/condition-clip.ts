export interface ConditionClipOptions {
  /** Room left before and after the sound. */
  padSeconds?: number
  /** Length of the raised-cosine rise and fall at the very ends; it never reaches into the sound. */
  edgeSeconds?: number
  /** Where the active RMS of a loud sound goes. */
  targetRmsDbfs?: number
  ceilingPeakDbfs?: number
  maximumGainDb?: number
  /** How much of a quiet sound's distance from the target is made up: 1 where the target is that sound's own. */
  quietShare?: number
}

export interface ConditionedClip {
  samples: Float32Array<ArrayBuffer>
  appliedGainDb: number
  /** Where the sound itself lies in the new samples, pads excluded. */
  soundStartSeconds: number
  soundEndSeconds: number
}

/** The sound starts and ends where the signal is this far below its peak: synthesised silence is cleaner than a room. */
const soundBelowPeakDb = 50
/** …but never below the last few steps of a 16-bit file, which dither alone can reach. */
const leastSoundDbfs = -80
/** Frames this far below the loudest one are pauses, closures and decays, and do not count as active. */
const activeBelowLoudestDb = 20
const frameSeconds = 0.01

/**
 * Makes a synthesised clip fit to play beside others: trims outer silence, levels, pads. `samples` are mono in −1…1;
 * null if there is no sound in them.
 *
 * Level: gain takes the active RMS (mean power of the 10 ms frames within 20 dB of the loudest; integrated loudness
 * is undefined on clips this short) to −20 dBFS, with two limits. No peak passes −3 dBFS. And a sound that is too quiet
 * is brought only half of the way, at most 12 dB: a lone /f s m/ is by nature 11–27 dB below a vowel, which is part of
 * how it is recognised, while left alone it is lost on a small loudspeaker. Halving keeps the order of the sounds
 * (vowel, /m/, /ʃ/, /s/, /f/) and halves the spread. A cap alone would not do: 12 dB makes eSpeak's /s/ as loud as
 * its /ɑ/.
 *
 * Edges: the ends rise and fall by raised cosine inside the pads; between the sound's first and last sample nothing
 * is changed but the gain.
 */
export function conditionClip(
  samples: Float32Array,
  sampleRateHz: number,
  options: ConditionClipOptions = {},
): ConditionedClip | null {
  const { padSeconds = 0.05, edgeSeconds = 0.01 } = options
  const peak = peakOf(samples)
  const threshold = Math.max(peak * amplitude(-soundBelowPeakDb), amplitude(leastSoundDbfs))
  const first = samples.findIndex((sample) => Math.abs(sample) > threshold)
  if (first < 0) return null
  const end = samples.findLastIndex((sample) => Math.abs(sample) > threshold) + 1

  const gainDb = gainFor(peak, activeRms(samples.subarray(first, end), sampleRateHz), options)
  const gain = amplitude(gainDb)
  const padLength = Math.round(padSeconds * sampleRateHz)
  const length = padLength + (end - first) + padLength
  const edgeLength = Math.min(Math.round(edgeSeconds * sampleRateHz), padLength)
  const conditioned = Float32Array.from({ length }, (_, i) => {
    // The pads keep what the clip has there (a decay below the threshold), and are zero beyond it.
    const source = samples[first - padLength + i] ?? 0
    return source * gain * edge(Math.min(i, length - 1 - i), edgeLength)
  })
  return {
    samples: conditioned,
    appliedGainDb: gainDb,
    soundStartSeconds: padLength / sampleRateHz,
    soundEndSeconds: (length - padLength) / sampleRateHz,
  }
}

function gainFor(peak: number, rms: number, options: ConditionClipOptions): number {
  const { targetRmsDbfs = -20, ceilingPeakDbfs = -3, maximumGainDb = 12, quietShare = 0.5 } = options
  const wanted = targetRmsDbfs - decibels(rms)
  const levelled = wanted > 0 ? Math.min(wanted * quietShare, maximumGainDb) : wanted
  return Math.min(levelled, ceilingPeakDbfs - decibels(peak))
}

/** Root of the mean power of the frames that carry the sound. */
function activeRms(sound: Float32Array, sampleRateHz: number): number {
  const frameLength = Math.max(1, Math.round(frameSeconds * sampleRateHz))
  const powers: number[] = []
  for (let start = 0; start < sound.length; start += frameLength) {
    const frame = sound.subarray(start, start + frameLength)
    powers.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length)
  }
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0)
  const active = powers.filter((power) => power >= loudest * amplitude(-activeBelowLoudestDb) ** 2)
  return Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
}

/** Raised cosine from 0 at the clip's outermost sample to 1 at `edgeLength` samples from it. */
function edge(distance: number, edgeLength: number): number {
  return distance >= edgeLength ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * distance) / edgeLength)
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

function amplitude(levelDb: number): number {
  return 10 ** (levelDb / 20)
}

function decibels(value: number): number {
  return 20 * Math.log10(value)
}
