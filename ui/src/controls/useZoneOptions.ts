import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useText } from "../i18n";
import type { PickerOption } from "./Picker";
import { loadZonePlaces, zoneOptions } from "./zones";

/** The time zones to choose from; until the list of towns and countries is there, by the zones' own names. */
export function useZoneOptions(stored: string): readonly PickerOption[] {
  const { format } = useText();
  const places = useQuery({
    queryKey: ["zonePlaces"],
    queryFn: loadZonePlaces,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => zoneOptions(stored, places.data, format), [stored, places.data, format]);
}
