import type { Metadata } from "next";
import { BookingPage, bookingTitle } from "../booking-page";

type Props = PageProps<"/customers/[i_customer]/correct">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await bookingTitle((await params).i_customer, "correct") };
}

export default async function CorrectPage({ params, searchParams }: Props) {
  const [{ i_customer }, { form }] = [await params, await searchParams];
  return <BookingPage i_customer={i_customer} deed="correct" form={form} />;
}
