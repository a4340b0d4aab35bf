declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakEvent {
    type: 'word' | 'sentence' | 'mark' | 'play' | 'end' | 'msg_terminated' | 'phoneme' | 'samplerate'
    /** Milliseconds from the start of the utterance. */
    audio_position: number
    /** For `phoneme` IPA (empty for a pause), for `word` and `sentence` a number. */
    id: string | number | undefined
  }

  export interface EspeakVoice {
    name: string
    /** Path of the voice's file, such as `gmw/en-US`. */
    identifier: string
    languages: { priority: number; name: string }[]
  }

  export interface EspeakSynthesiser {
    readonly samplerate: number
    list_voices(): EspeakVoice[]
    /** 0 for success; anything else leaves the former voice in place. */
    set_voice(name: string): number
    /** Words per minute, 80…450. */
    set_rate(wordsPerMinute: number): void
    /** 0…99, 50 being the voice's own. */
    set_pitch(pitch: number): void
    /** Calls back with pieces of 16-bit mono; a truthy answer stops the speech. */
    synthesize(text: string, callback: (samples: Int16Array, events: EspeakEvent[]) => boolean): void
  }

  interface EspeakModule {
    eSpeakNGWorker: new () => EspeakSynthesiser
  }

  export default function load(options: { getPreloadedPackage: () => ArrayBuffer }): Promise<EspeakModule>
}
