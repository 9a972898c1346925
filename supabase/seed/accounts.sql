-- The accounts that can sign in, password atrium-demo.
update public.profiles p set user_id = private.create_sign_in(s.email, 'atrium-demo')
from seed.person s where s.id = p.id and s.account is not null;
