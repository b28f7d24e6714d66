# RPC::XML for the values, LWP for HTTP Digest: what Perl programs use.
use strict; use warnings; use utf8;
use RPC::XML; use RPC::XML::Client; use JSON::PP; use URI;
binmode STDOUT, ':utf8';
$RPC::XML::ENCODING = 'utf-8';
$RPC::XML::ALLOW_NIL = 1;
my $client = RPC::XML::Client->new($ENV{URL});
my $host = URI->new($ENV{URL})->host_port;
$client->useragent->credentials($host, 'XML API', $ENV{LOGIN}, $ENV{PASSWORD}) if $ENV{MODE} eq 'digest';
sub send_call {
    my ($method, %struct) = @_;
    $struct{i_wholesaler} = RPC::XML::int->new($ENV{I_WHOLESALER}) if $ENV{I_WHOLESALER} && $method !~ /^(auth|reset)Customer/;
    my $answer = $client->send_request($method, RPC::XML::struct->new(%struct));
    die "no answer: $answer\n" unless ref $answer;
    return $answer;
}
sub call { my $answer = send_call(@_); die $answer->string if $answer->is_fault; return $answer->value }
sub fault { my $answer = send_call(@_); return $answer->is_fault ? $answer->code : 0 }
my ($text, $name) = (sub { RPC::XML::string->new($_[0]) }, $ENV{NAME});
my $id = call('createCustomer', name => $text->("$name Ünïcode"), web_login => $text->($name), web_password => $text->('correct horse battery'),
    i_tariff => RPC::XML::nil->new, balance => RPC::XML::double->new(12.5), credit_limit => RPC::XML::double->new(5),
    overcommit_protection => RPC::XML::boolean->new(1), stray => $text->('member'))->{i_customer};
my %which = (i_customer => RPC::XML::int->new($id));
my $customer = call('getCustomerInfo', %which)->{customer};
my %seen = (balance => $customer->{balance} + 0, unlimited => defined $customer->{max_sessions} ? JSON::PP::false : JSON::PP::true,
    protected => $customer->{overcommit_protection} ? JSON::PP::true : JSON::PP::false);
$seen{by_name} = call('getCustomerInfo', name => $text->("$name Ünïcode"))->{customer}{i_customer} == $id ? JSON::PP::true : JSON::PP::false;
$seen{listed} = (grep { $_->{i_customer} == $id } @{ call('listCustomers')->{customers} }) ? JSON::PP::true : JSON::PP::false;
call('updateCustomer', %which, city => $text->('Zürich'));
my $city = call('getCustomerInfo', %which)->{customer}{city};
utf8::decode($city) unless utf8::is_utf8($city);
$seen{city} = $city;
$seen{authenticated} = call('authCustomer', username => $text->($name), password => $text->('correct horse battery'))->{i_customer} == $id ? JSON::PP::true : JSON::PP::false;
$seen{wrong} = fault('authCustomer', username => $text->($name), password => $text->('wrong')) + 0;
my $once = call('resetCustomerOneTimePassword', web_login => $text->($name))->{password};
$seen{once} = fault('authCustomer', username => $text->($name), password => $text->($once)) + 0;
$seen{deleted} = call('deleteCustomer', %which)->{result};
$seen{gone} = fault('getCustomerInfo', %which) + 0;
print JSON::PP->new->encode(\%seen), "\n";
