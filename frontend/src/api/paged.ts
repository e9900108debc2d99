/** A page of a list: the page before stays in sight until the next one is there. */
import { keepPreviousData, useQuery, type UseQueryOptions } from "@tanstack/react-query";

export function usePaged<Answer, Failure, Key extends readonly unknown[]>(options: UseQueryOptions<Answer, Failure, Answer, Key>) {
  return useQuery({ ...options, placeholderData: keepPreviousData });
}
