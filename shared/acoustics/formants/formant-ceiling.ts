/**
 * Up to where five formants lie, by the length of a speaker's vocal tract: what Praat advises, 5000 Hz for men and 5500
 * for women, which is also taken where nothing is known. `gender` as a speaker's row has it.
 */
export function formantCeilingHz(gender: string | null): number {
  return gender === 'male' ? 5000 : 5500
}
