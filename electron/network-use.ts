/** What of the network may be used for TTS. */
export interface NetworkUse {
  /** Nothing is sent to any voice service, whatever the settings say. */
  offline: boolean
  /** A relay of the Edge voice service, for networks that do not reach it. */
  edgeEndpoint?: string | undefined
  /** How long one request to a voice may take; 20 unless said. */
  deadlineSeconds?: number | undefined
  /** How long what failed rests before it is tried again, doubled each time; 1 unless said. */
  retrySeconds?: number | undefined
}
