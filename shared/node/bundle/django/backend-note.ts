/** What whoever exports must know, since the backend does otherwise than the studio. */
export type BackendNote =
  /** The backend plays a native of this phoneme, whatever is preferred. */
  | { code: 'PREFERRED_TTS_BESIDE_NATIVES'; phonemeId: string; ipaSymbol: string; sourceId: string; natives: number }
  /** Rejected, or an example: the backend would play it. */
  | { code: 'PREFERRED_NOT_FOR_BACKEND'; phonemeId: string; ipaSymbol: string; sourceId: string }
  | { code: 'REJECTED_NOT_FOR_BACKEND'; count: number }
  | { code: 'EXAMPLES_NOT_FOR_BACKEND'; count: number }
