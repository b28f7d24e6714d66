import type { Metadata } from "next";
import { BookingPage, bookingTitle } from "../booking-page";

type Props = PageProps<"/customers/[i_customer]/payment">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await bookingTitle((await params).i_customer, "payment") };
}

export default async function PaymentPage({ params, searchParams }: Props) {
  const [{ i_customer }, { form }] = [await params, await searchParams];
  return <BookingPage i_customer={i_customer} deed="payment" form={form} />;
}
